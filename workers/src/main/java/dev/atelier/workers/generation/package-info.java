/** The stage that computes pictures, on generators side by side. */
package dev.atelier.workers.generation;
