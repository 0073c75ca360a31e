// Package collecttest plays the services that package collect asks, for tests: Flickr, Openverse and Wikimedia Commons
// answer as their documentation says, and their photos are drawn.
package collecttest
