/** The models that can be trained, as network specifications under the names that the command line uses. */
package dev.atelier.trainer.networks;
