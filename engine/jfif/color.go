package jfif

// The constants of JFIF in 16 bits after the point, as in libjpeg's jdcolor.c
// and jccolor.c.
const (
	half   = 1 << 15
	center = 128

	redOfCr    = 91881  // 1.40200
	greenOfCb  = 22554  // 0.34414
	greenOfCr  = 46802  // 0.71414
	blueOfCb   = 116130 // 1.77200
	lumaOfR    = 19595  // 0.29900
	lumaOfG    = 38470  // 0.58700
	lumaOfB    = 7471   // 0.11400
	cbOfR      = 11059  // 0.16874
	cbOfG      = 21709  // 0.33126
	crOfG      = 27439  // 0.41869
	crOfB      = 5329   // 0.08131
	halfChroma = 32768  // 0.50000
)

// ToRGB converts a pixel, as libjpeg's ycc_rgb_convert does.
func ToRGB(y, cb, cr uint8) (r, g, b uint8) {
	luma, blue, red := int32(y), int32(cb)-center, int32(cr)-center
	return clamp(luma + (redOfCr*red+half)>>16),
		clamp(luma + (-greenOfCb*blue-greenOfCr*red+half)>>16),
		clamp(luma + (blueOfCb*blue+half)>>16)
}

// FromRGB converts a pixel, as libjpeg's rgb_ycc_convert does.
func FromRGB(r, g, b uint8) (y, cb, cr uint8) {
	red, green, blue := int32(r), int32(g), int32(b)
	const offset = center<<16 + half - 1
	return uint8((lumaOfR*red + lumaOfG*green + lumaOfB*blue + half) >> 16),
		uint8((-cbOfR*red - cbOfG*green + halfChroma*blue + offset) >> 16),
		uint8((halfChroma*red - crOfG*green - crOfB*blue + offset) >> 16)
}

func clamp(v int32) uint8 { return uint8(min(max(v, 0), 255)) }
