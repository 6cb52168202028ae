package dev.atelier.standalone.client;

import dev.atelier.standalone.client.JobView.ImageView;
import java.util.Optional;

/**
 * A change of a job, as it happens.
 *
 * @param status after it
 * @param image that was stored
 */
public record JobChange(String id, String status, Optional<ImageView> image) {}
