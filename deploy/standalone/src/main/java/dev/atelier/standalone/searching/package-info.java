/**
 * {@code bench search}: how long the index of products takes to be made and to come back, how quick a search is over HTTP, and
 * how many of the nearest it finds. Start at {@link dev.atelier.standalone.searching.SearchBench}.
 */
package dev.atelier.standalone.searching;
