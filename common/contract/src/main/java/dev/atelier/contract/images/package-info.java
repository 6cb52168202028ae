/**
 * Pictures as bytes: pixels, the PNG encoder with its text chunks, what a picture says of its origin, and sheets for
 * people. Start at {@link dev.atelier.contract.images.Picture}.
 */
package dev.atelier.contract.images;
