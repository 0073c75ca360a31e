package preferences

import "fyne.io/fyne/v2"

// Install makes an app, and all of Fyne, keep its preferences in a store. Fyne
// provides for that under the name of a cloud; there is none.
func Install(a fyne.App, s *Store) { a.SetCloudProvider(provider{s}) }

// provider hands the store to Fyne.
type provider struct{ store *Store }

var _ fyne.CloudProviderPreferences = provider{}

// ProviderName implements fyne.CloudProvider.
func (provider) ProviderName() string { return "This computer" }

// ProviderDescription implements fyne.CloudProvider.
func (provider) ProviderDescription() string { return "A file in the folder for settings" }

// ProviderIcon implements fyne.CloudProvider.
func (provider) ProviderIcon() fyne.Resource { return nil }

// Setup implements fyne.CloudProvider.
func (provider) Setup(fyne.App) error { return nil }

// Cleanup implements fyne.CloudProvider.
func (provider) Cleanup(fyne.App) {}

// CloudPreferences implements fyne.CloudProviderPreferences.
func (p provider) CloudPreferences(fyne.App) fyne.Preferences { return p.store }
