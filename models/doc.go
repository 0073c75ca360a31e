// Package models holds the classifier that comes with Foolscope: a small
// network that tells road signs, traffic lights and two vehicles apart, trained
// by Foolscope's own engine on rendered pictures. README.md says how it was
// made and what was measured; the command in the folder train makes it.
package models
