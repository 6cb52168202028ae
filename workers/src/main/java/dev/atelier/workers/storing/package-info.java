/** The stage that puts pictures into the store. */
package dev.atelier.workers.storing;
