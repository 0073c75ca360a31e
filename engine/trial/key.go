package trial

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"

	"foolscope/engine/attack"
	"foolscope/engine/param"
)

// Key returns 32 hexadecimal digits that name the setup: equal setups have equal
// keys, in every version of the program that knows the same attacks and defences.
// It panics if a value does not fit its parameter.
func (s Setup) Key() string {
	text, err := json.Marshal(s)
	if err != nil {
		panic("trial: " + err.Error())
	}
	sum := sha256.Sum256(text)
	return hex.EncodeToString(sum[:16])
}

// attackKey names everything that the result of the attack depends on, but for
// the subject.
func (s Setup) attackKey(goal attack.Goal) string {
	key := fmt.Sprintf("%s%s goal %d %t seed %d", s.Attack.Key, written(s.Values), goal.Class, goal.Targeted, s.Seed)
	if s.Adaptive {
		key += fmt.Sprintf(" behind %s, %d samples", s.Chain.Key(), s.Samples)
	}
	return key
}

// written are values in one order.
func written(values param.Values) []byte {
	text, err := json.Marshal(values)
	if err != nil {
		panic("trial: " + err.Error())
	}
	return text
}
