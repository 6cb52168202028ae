/**
 * What a picture says of its origin, and whether the same bytes come out again. Start at {@link
 * dev.atelier.standalone.provenance.Recreation}.
 */
package dev.atelier.standalone.provenance;
