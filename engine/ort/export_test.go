package ort

// Probes are the networks of the trials of providers, and the picture that they are
// fed.
func Probes() (models [][]byte, x Tensor) {
	for _, n := range probeNetworks() {
		models = append(models, n.model)
	}
	return models, probePicture()
}
