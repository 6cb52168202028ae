/**
 * From an artefact to pictures: the latents, the fixed-shape batches that make a picture independent of its mates, and the
 * fingerprint of what computed it. Start reading at {@code Generator}.
 */
package dev.atelier.generator.runtime;
