/**
 * How many requests the front door takes, and how long each waits there, whatever becomes of the pictures. Start at {@link
 * dev.atelier.standalone.load.LoadBench}.
 */
package dev.atelier.standalone.load;
