package dev.atelier.gateway.search;

import dev.atelier.gateway.generations.PictureWish;
import dev.atelier.gateway.uploads.UploadedPicture;

/** What is searched with. */
sealed interface By {
    /** A picture of a job. */
    record Generated(String job, int index) implements By {}

    /** Another product of the store. */
    record Similar(String product) implements By {}

    /** A picture that is made first. */
    record Wished(PictureWish wish) implements By {}

    /** A picture that came with the request. */
    record Uploaded(UploadedPicture picture) implements By {}
}
