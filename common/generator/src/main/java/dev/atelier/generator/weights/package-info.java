/**
 * Arrays in files: the safetensors format, and networks' weights in it. Start reading at {@link
 * dev.atelier.generator.weights.Safetensors}.
 */
package dev.atelier.generator.weights;
