package control

import (
	"foolscope/engine/param"
	"foolscope/engine/trial"
)

// Tried is what the settings try: on which model, and what their plot varies, whose key is empty if
// there is nothing to vary.
func (c *Controller) Tried() (model string, setup trial.Setup, axis trial.Axis, varied param.Param) {
	s := c.Snapshot().Settings
	axis, varied, _ = c.catalog.Varies(s)
	return s.Model, c.catalog.Setup(s), axis, varied
}
