/**
 * How fast the whole is beside its generator alone, and whether anything gets lost on the way. Start at {@link
 * dev.atelier.standalone.bench.EndToEndBench}.
 */
package dev.atelier.standalone.bench;
