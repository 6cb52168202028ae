/** Pictures from the store, through this service. Start at {@link dev.atelier.gateway.images.ImagesResource}. */
package dev.atelier.gateway.images;
