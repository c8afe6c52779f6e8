"""What is true in a circuit, whoever says so: the instruments that all judging and diagnosis stand on.

`oracle` has the circuit's general points, `solved` its voltages as functions of the parts, `germs` its
behaviour close to a limit; `worlds` are the circuit as somebody takes it to be, with `assumptions` put in.
`support` and `grounds` say on what a true claim rests, `proof` gives the certificate; `carried` asks what
follows from a false claim.  `limits` and `orders` speak of limits, `numbers` and `digits` of values,
`frequencies` and `phasor_points` of phasors.  Nothing here remembers a work.
"""
