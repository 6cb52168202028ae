/** Which build of this program runs: {@link dev.atelier.contract.builds.Build}. */
package dev.atelier.contract.builds;
