package simulator

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"hash/fnv"
)

// cursor says where in a list the next page begins. It is a position underneath, so that a list
// that changes while it's read shifts, as it does with the vendor.
type cursor struct {
	list     string // the list and its filters: a cursor is good for no other
	position uint32
	gap      bool   // the page without items comes first
	turn     uint16 // tells two cursors to one position apart
}

// cursorCodec makes cursors opaque. They are encrypted, not merely encoded, so that no client can
// come to rely on the number inside.
type cursorCodec struct{ block cipher.Block }

var cursorEncoding = base64.RawURLEncoding.Strict()

func newCursorCodec(seed uint64) cursorCodec {
	key := sha256.Sum256(binary.BigEndian.AppendUint64([]byte("cursor"), seed))
	block, err := aes.NewCipher(key[:aes.BlockSize])
	if err != nil {
		panic(err) // the key has the right length
	}
	return cursorCodec{block: block}
}

func (k cursorCodec) encode(c cursor) string {
	var plain, sealed [aes.BlockSize]byte
	binary.BigEndian.PutUint32(plain[0:], listHash(c.list))
	binary.BigEndian.PutUint32(plain[4:], c.position)
	binary.BigEndian.PutUint16(plain[8:], c.turn)
	if c.gap {
		plain[10] = 1
	}
	k.block.Encrypt(sealed[:], plain[:])
	return cursorEncoding.EncodeToString(sealed[:])
}

// decode refuses what encode didn't make for this list.
func (k cursorCodec) decode(text, list string) (cursor, bool) {
	sealed, err := cursorEncoding.DecodeString(text)
	if err != nil || len(sealed) != aes.BlockSize {
		return cursor{}, false
	}
	var plain [aes.BlockSize]byte
	k.block.Decrypt(plain[:], sealed)
	c := cursor{
		list:     list,
		position: binary.BigEndian.Uint32(plain[4:]),
		turn:     binary.BigEndian.Uint16(plain[8:]),
		gap:      plain[10] == 1,
	}
	if binary.BigEndian.Uint32(plain[0:]) != listHash(list) || k.encode(c) != text {
		return cursor{}, false
	}
	return c, true
}

func listHash(list string) uint32 {
	h := fnv.New32a()
	_, _ = h.Write([]byte(list))
	return h.Sum32()
}
