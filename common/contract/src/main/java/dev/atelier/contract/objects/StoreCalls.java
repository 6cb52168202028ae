package dev.atelier.contract.objects;

import io.minio.errors.ErrorResponseException;
import io.minio.errors.InsufficientDataException;
import io.minio.errors.InternalException;
import io.minio.errors.InvalidResponseException;
import io.minio.errors.ServerException;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/**
 * The one place where the client's exceptions become the port's.
 *
 * @param store where it is, for messages
 */
record StoreCalls(String store) {
    /** WebDAV's status, which MinIO and others answer where the disk is full: that needs a person. */
    private static final int INSUFFICIENT_STORAGE = 507;

    /** MinIO's words for a full disk, and for a full bucket; Ceph's for a user's or a bucket's quota. */
    private static final Set<String> FULL =
            Set.of("XMinioStorageFull", "XMinioAdminBucketQuotaExceeded", "QuotaExceeded");

    interface Call<T> {
        T run() throws Exception;
    }

    <T> T run(String what, String key, Call<T> call) {
        String where = what + " " + key + " at " + store;
        try {
            return call.run();
        } catch (ErrorResponseException e) {
            String code = e.errorResponse().code();
            int status = e.response() == null ? 0 : e.response().code();
            if (code.equals("NoSuchKey") || (status == 404 && !code.equals("NoSuchBucket"))) {
                throw new ObjectNotFoundException(key);
            }
            if (status == INSUFFICIENT_STORAGE || FULL.contains(code)) {
                throw full(where, code + " " + e.getMessage(), e);
            }
            if (status >= 500 || status == 429) {
                throw new StoreUnavailableException(where + ": " + code, e);
            }
            throw new StoreRefusedException(where + ": " + code + " " + e.getMessage(), e);
        } catch (InvalidResponseException e) {
            // An answer without S3's XML; the client keeps its status only in the message.
            if (e.getMessage().contains("Response code: " + INSUFFICIENT_STORAGE)) {
                throw full(where, e.getMessage(), e);
            }
            if (e.getMessage().contains("Response code: 4")) {
                throw new StoreRefusedException(where + ": " + e.getMessage(), e);
            }
            throw new StoreUnavailableException(where + ": " + e, e);
        } catch (ServerException e) {
            if (e.statusCode() == INSUFFICIENT_STORAGE) {
                throw full(where, e.getMessage(), e);
            }
            throw new StoreUnavailableException(where + ": " + e, e);
        } catch (IOException | InternalException | InsufficientDataException e) {
            throw new StoreUnavailableException(where + ": " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreUnavailableException(where + ": interrupted", e);
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new StoreRefusedException(where + ": " + e, e);
        }
    }

    /** The answer, or why there is none. */
    static <T> T await(CompletableFuture<T> answer) throws Exception {
        try {
            return answer.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        }
    }

    private static StoreFullException full(String where, String said, Exception cause) {
        return new StoreFullException(where + ": the store is full: " + said, cause);
    }
}
