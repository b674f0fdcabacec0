package pdf

import (
	_ "embed" // the fonts
	"encoding/binary"
	"fmt"
	"sync"
)

// The fonts are Noto Sans and the signs of DejaVu Sans, with their licences
// beside them, cut down by font/subset.mjs.
var (
	//go:embed font/noto/NotoSans-Regular.ttf
	regularTTF []byte
	//go:embed font/noto/NotoSans-Bold.ttf
	boldTTF []byte
	//go:embed font/noto/NotoSans-Italic.ttf
	italicTTF []byte
	//go:embed font/noto/NotoSans-BoldItalic.ttf
	boldItalicTTF []byte
	//go:embed font/dejavu/DejaVuSans-Signs.ttf
	signsTTF []byte
)

// face is one of the fonts: bold and italic are bits of the first four, signs
// has arrows, ticks and the like, which those lack.
type face int

const (
	bold   face = 1
	italic face = 2
	signs  face = 4
)

// ttf are the faces' files, by face.
var (
	ttf = [...][]byte{regularTTF, boldTTF, italicTTF, boldItalicTTF, signsTTF}
)

// Of every face, in ems: the letters' height above and below the line.
const (
	ascent  = 1.069
	descent = 0.293
)

// metric knows which characters a face can draw and how wide they are, in ems.
type metric map[rune]float64

var metrics = sync.OnceValue(func() (all [5]metric) {
	for f := range all {
		m, err := readMetric(ttf[f])
		if err != nil {
			panic(fmt.Sprintf("font %d: %v", f, err)) // it is built in, and a test reads it
		}
		all[f] = m
	}
	return all
})

// readMetric reads the widths of a TrueType file's characters.
func readMetric(file []byte) (metric, error) {
	t, err := tables(file)
	if err != nil {
		return nil, err
	}
	for tag, least := range map[string]int{"head": 54, "hhea": 36, "hmtx": 4, "cmap": 4} {
		if len(t[tag]) < least {
			return nil, fmt.Errorf("no table %s", tag)
		}
	}
	em := float64(u16(t["head"], 18))
	last := u16(t["hhea"], 34) - 1
	out := metric{}
	err = eachGlyph(t["cmap"], func(r rune, glyph int) {
		out[r] = float64(u16(t["hmtx"], 4*min(glyph, last))) / em
	})
	return out, err
}

func tables(file []byte) (map[string][]byte, error) {
	out := map[string][]byte{}
	for i := range u16(file, 4) {
		at := 12 + 16*i
		from, length := int(binary.BigEndian.Uint32(file[at+8:])), int(binary.BigEndian.Uint32(file[at+12:]))
		if from+length > len(file) {
			return nil, fmt.Errorf("table %d ends behind the file", i)
		}
		out[string(file[at:at+4])] = file[from : from+length]
	}
	return out, nil
}

// eachGlyph goes through the character map of the Basic Multilingual Plane
// (format 4), which is all that the PDF library draws.
func eachGlyph(cmap []byte, do func(r rune, glyph int)) error {
	for i := range u16(cmap, 2) {
		sub := cmap[binary.BigEndian.Uint32(cmap[8+8*i:]):]
		if u16(cmap, 4+8*i) != 3 || u16(cmap, 6+8*i) != 1 || u16(sub, 0) != 4 {
			continue
		}
		segments := u16(sub, 6) / 2
		ends, starts := 14, 16+2*segments
		deltas, offsets := starts+2*segments, starts+4*segments
		for s := range segments {
			start, end, offset := u16(sub, starts+2*s), u16(sub, ends+2*s), u16(sub, offsets+2*s)
			for c := start; c <= end && c != 0xffff; c++ {
				glyph := c
				if offset != 0 {
					glyph = u16(sub, offsets+2*s+offset+2*(c-start))
				}
				if glyph = (glyph + u16(sub, deltas+2*s)) & 0xffff; glyph != 0 {
					do(rune(c), glyph)
				}
			}
		}
		return nil
	}
	return fmt.Errorf("no character map")
}

func u16(b []byte, at int) int { return int(binary.BigEndian.Uint16(b[at:])) }
