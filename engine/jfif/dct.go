package jfif

// A Block holds 8 rows of 8 samples or coefficients.
type Block [64]int32

// The constants of the transform after Loeffler, Ligtenberg and Moschytz
// (1989), 13 bits after the point, as in libjpeg's jfdctint.c and jidctint.c.
const (
	constBits = 13
	passBits  = 2

	f0298 = 2446
	f0390 = 3196
	f0541 = 4433
	f0765 = 6270
	f0899 = 7373
	f1175 = 9633
	f1501 = 12299
	f1847 = 15137
	f1961 = 16069
	f2053 = 16819
	f2562 = 20995
	f3072 = 25172
)

func descale(v int32, n int) int32 { return (v + 1<<(n-1)) >> n }

// Forward turns samples around 0 into coefficients that are 8 times as large
// as those of the standard, in place.
func (b *Block) Forward() {
	for y := range 8 {
		forward((*[8]int32)(b[8*y:]), constBits-passBits, func(v int32) int32 { return v << passBits })
	}
	for x := range 8 {
		var column [8]int32
		for y := range column {
			column[y] = b[8*y+x]
		}
		forward(&column, constBits+passBits, func(v int32) int32 { return descale(v, passBits) })
		for y, v := range column {
			b[8*y+x] = v
		}
	}
}

// forward transforms eight values; whole scales the two that need no constant.
func forward(d *[8]int32, bits int, whole func(int32) int32) {
	s0, s1, s2, s3 := d[0]+d[7], d[1]+d[6], d[2]+d[5], d[3]+d[4]
	t7, t6, t5, t4 := d[0]-d[7], d[1]-d[6], d[2]-d[5], d[3]-d[4]

	e0, e3, e1, e2 := s0+s3, s0-s3, s1+s2, s1-s2
	d[0], d[4] = whole(e0+e1), whole(e0-e1)
	z := (e2 + e3) * f0541
	d[2], d[6] = descale(z+e3*f0765, bits), descale(z-e2*f1847, bits)

	z1, z2, z3, z4 := t4+t7, t5+t6, t4+t6, t5+t7
	z5 := (z3 + z4) * f1175
	z1, z2, z3, z4 = -z1*f0899, -z2*f2562, z5-z3*f1961, z5-z4*f0390
	d[7] = descale(t4*f0298+z1+z3, bits)
	d[5] = descale(t5*f2053+z2+z4, bits)
	d[3] = descale(t6*f3072+z2+z3, bits)
	d[1] = descale(t7*f1501+z1+z4, bits)
}

// Inverse turns coefficients of the standard's size into samples around 0, in
// place.
func (b *Block) Inverse() {
	for x := range 8 {
		column := [8]int32{b[x], b[8+x], b[16+x], b[24+x], b[32+x], b[40+x], b[48+x], b[56+x]}
		if column[1]|column[2]|column[3]|column[4]|column[5]|column[6]|column[7] == 0 {
			for y := range 8 {
				b[8*y+x] = column[0] << passBits
			}
			continue
		}
		inverse(&column, constBits-passBits)
		for y, v := range column {
			b[8*y+x] = v
		}
	}
	for y := range 8 {
		inverse((*[8]int32)(b[8*y:]), constBits+passBits+3)
	}
}

func inverse(d *[8]int32, bits int) {
	z := (d[2] + d[6]) * f0541
	e2, e3 := z-d[6]*f1847, z+d[2]*f0765
	e0, e1 := (d[0]+d[4])<<constBits, (d[0]-d[4])<<constBits
	s0, s3, s1, s2 := e0+e3, e0-e3, e1+e2, e1-e2

	t0, t1, t2, t3 := d[7], d[5], d[3], d[1]
	z1, z2, z3, z4 := t0+t3, t1+t2, t0+t2, t1+t3
	z5 := (z3 + z4) * f1175
	z1, z2, z3, z4 = -z1*f0899, -z2*f2562, z5-z3*f1961, z5-z4*f0390
	t0, t1, t2, t3 = t0*f0298+z1+z3, t1*f2053+z2+z4, t2*f3072+z2+z3, t3*f1501+z1+z4

	round := int32(1) << (bits - 1)
	d[0], d[7] = (s0+t3+round)>>bits, (s0-t3+round)>>bits
	d[1], d[6] = (s1+t2+round)>>bits, (s1-t2+round)>>bits
	d[2], d[5] = (s2+t1+round)>>bits, (s2-t1+round)>>bits
	d[3], d[4] = (s3+t0+round)>>bits, (s3-t0+round)>>bits
}
