/** The stage that computes pictures. */
package dev.atelier.workers.generation;
