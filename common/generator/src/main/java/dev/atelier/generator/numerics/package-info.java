/**
 * Is the machine's fast arithmetic in use, and how fast is it? The check that services make at their start, and the bench
 * of a generator. Start reading at {@link dev.atelier.generator.numerics.SelfCheck}.
 */
package dev.atelier.generator.numerics;
