package dev.atelier.contract.objects;

/**
 * Where the store is.
 *
 * @param endpoint URL of the S3 endpoint as seen from this process
 * @param publicEndpoint URL under which clients reach it; presigned links name it
 * @param region for the signature, e.g. {@code us-east-1}
 * @param bucket 3 to 63 characters; made at start where absent
 */
public record StoreSettings(
        String endpoint, String publicEndpoint, String region, String accessKey, String secretKey, String bucket) {
    /** Leaves the secret out. */
    @Override
    public String toString() {
        return endpoint + "/" + bucket;
    }
}
