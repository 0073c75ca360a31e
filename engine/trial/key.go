package trial

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"strconv"

	"foolscope/engine/attack"
	"foolscope/engine/defense"
	"foolscope/engine/param"
	"foolscope/engine/pixel"
)

// Key returns 32 hexadecimal digits that name the setup: setups that do the same
// have equal keys, in every process and in every version of the program that
// knows the same attacks and defences with the same parameters. It is cheap enough
// to be asked for at every frame.
func (s Setup) Key() string {
	s = s.normal()
	text := s.appendAttack(nil)
	text = strconv.AppendInt(append(text, " goal "...), int64(s.Goal.Kind), 10)
	text = strconv.AppendInt(append(text, ' '), int64(s.Goal.Class), 10)
	text = appendChain(append(text, " chain"...), s.Chain)
	if s.Adaptive {
		text = strconv.AppendInt(append(text, " adaptive "...), int64(s.Samples), 10)
	}
	text = strconv.AppendUint(append(text, " seed "...), s.Seed, 10)
	sum := sha256.Sum256(text)
	return hex.EncodeToString(sum[:16])
}

// attackKey names everything that the result of the attack depends on, but for
// the subject.
func (s Setup) attackKey(goal attack.Goal) string {
	text := s.appendAttack(nil)
	text = strconv.AppendBool(append(text, " targeted "...), goal.Targeted)
	text = strconv.AppendInt(append(text, ' '), int64(goal.Class), 10)
	text = strconv.AppendUint(append(text, " seed "...), s.Seed, 10)
	if s.Adaptive {
		text = appendChain(append(text, " behind"...), s.Chain)
		text = strconv.AppendInt(append(text, ' '), int64(s.Samples), 10)
	}
	return string(text)
}

// appendAttack appends the attack, its values and what it learned.
func (s Setup) appendAttack(text []byte) []byte {
	text = appendChosen(text, s.Attack.Key, s.Attack.Params, s.Values)
	if s.Fitted == nil {
		return text
	}
	hash := sha256.New()
	for _, im := range []*pixel.Image{s.Fitted.Pattern, s.Fitted.Cover} {
		if im != nil {
			// A hash takes all that it is given.
			_ = binary.Write(hash, binary.LittleEndian, im.Pix)
		}
	}
	return hex.AppendEncode(append(text, " fitted "...), hash.Sum(nil))
}

// appendChain appends the defences of a chain.
func appendChain(text []byte, c defense.Chain) []byte {
	for _, stage := range c {
		text = appendChosen(append(text, ' '), stage.Defense.Key, stage.Defense.Params, stage.Values)
	}
	return text
}

// appendChosen appends an attack or a defence and its values, in the order of the
// parameters, with the defaults of those that are absent.
func appendChosen(text []byte, key string, set param.Set, values param.Values) []byte {
	text = append(text, key...)
	for _, p := range set {
		value, ok := values[p.Key]
		if !ok {
			value = p.Default
		}
		text = append(append(append(text, ' '), p.Key...), '=')
		switch p.Kind {
		case param.Choice, param.File, param.Model:
			text = strconv.AppendQuote(text, p.Format(value))
		default:
			text = strconv.AppendFloat(text, value, 'g', -1, 64)
		}
	}
	return text
}
