// Every word typed has to stand somewhere in a chapter: in a title, in the name of a result, as a symbol.
const chapters = [...document.querySelectorAll(".chapter")], box = document.getElementById("search");
const count = document.querySelector(".count");
const search = () => {
  const wanted = box.value.toLowerCase().split(/\s+/).filter(Boolean);
  chapters.forEach(c => { c.hidden = !wanted.every(w => c.dataset.find.includes(w)); });
  const shown = chapters.filter(c => !c.hidden).length;
  count.textContent = wanted.length ? `${shown} of ${chapters.length} chapters` : "";
};
box.addEventListener("input", search);
box.closest("p").hidden = false;
search();
