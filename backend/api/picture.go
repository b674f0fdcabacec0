package api

import (
	"bytes"
	"encoding/binary"
	"image"
	_ "image/gif"  // so that DecodeConfig knows them
	_ "image/jpeg" // also in here
	_ "image/png"
)

// maxPixels is the largest picture that is taken: what a phone's camera makes.
const maxPixels = 50_000_000

// pictureSize is how wide and high a picture is in pixels, by its head alone; 0
// where it can't be read.
func pictureSize(content []byte) (width, height int) {
	if c, _, err := image.DecodeConfig(bytes.NewReader(content)); err == nil {
		return c.Width, c.Height
	}
	return webpSize(content)
}

// webpSize reads the head of a WebP: a RIFF file whose first chunk is a lossy
// (VP8), a lossless (VP8L) or an extended (VP8X) picture.
func webpSize(b []byte) (width, height int) {
	if len(b) < 30 || string(b[:4]) != "RIFF" || string(b[8:12]) != "WEBP" {
		return 0, 0
	}
	data := b[20:]
	switch string(b[12:16]) {
	case "VP8 ":
		if data[3] != 0x9d || data[4] != 0x01 || data[5] != 0x2a {
			return 0, 0
		}
		return int(binary.LittleEndian.Uint16(data[6:]) & 0x3fff), int(binary.LittleEndian.Uint16(data[8:]) & 0x3fff)
	case "VP8L":
		if data[0] != 0x2f {
			return 0, 0
		}
		bits := binary.LittleEndian.Uint32(data[1:])
		return int(bits&0x3fff) + 1, int(bits>>14&0x3fff) + 1
	case "VP8X":
		return threeBytes(data[4:]) + 1, threeBytes(data[7:]) + 1
	}
	return 0, 0
}

func threeBytes(b []byte) int { return int(b[0]) | int(b[1])<<8 | int(b[2])<<16 }
