/**
 * The object store as the rest sees it: keys, bytes, metadata, presigned links. One port with one adapter, the MinIO
 * client against any S3 endpoint. Start at {@link dev.atelier.contract.objects.ObjectStore}.
 */
package dev.atelier.contract.objects;
