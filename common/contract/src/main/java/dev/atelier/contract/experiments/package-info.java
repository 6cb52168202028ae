/**
 * How the pictures of a request may depart from the ordinary: a chosen latent, a way from one picture to another, the
 * neighbourhood of a latent, a grid of combinations, latents nearer to the mean. The same records are fields of the HTTP
 * request, of the message and of a picture's texts. Start at {@link dev.atelier.contract.experiments.Experiment}; what they
 * mean in numbers, {@code PictureInput} of the generator says.
 */
package dev.atelier.contract.experiments;
