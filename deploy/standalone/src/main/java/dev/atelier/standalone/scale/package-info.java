/**
 * What catalogues of several sizes cost on one running system, in time, processor time and memory, and how it gets over the
 * death of its processes. Start at {@link dev.atelier.standalone.scale.ScaleBench}.
 */
package dev.atelier.standalone.scale;
