package dev.atelier.gateway.webhooks;

import dev.atelier.gateway.configuration.GatewayConfig;
import dev.atelier.gateway.configuration.TenantConfig;
import dev.atelier.gateway.webhooks.Answer.Busy;
import dev.atelier.gateway.webhooks.Answer.Never;
import dev.atelier.gateway.webhooks.Answer.NotNow;
import dev.atelier.gateway.webhooks.Answer.Taken;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.net.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.Dispatcher;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

/**
 * Calls webhooks. No redirect is followed: it could lead to where no call is allowed. No proxy is used: it would resolve
 * names by itself.
 */
@ApplicationScoped
public class Caller {
    private static final int MOST_AT_ONCE = 64;
    private static final int MOST_AT_ONCE_PER_HOST = 8;
    /** Beyond these a host that answers slowly would keep the others waiting. */
    private static final int MOST_WAITING_PER_HOST = 64;

    private static final int GONE = 410;
    private static final MediaType JSON = MediaType.get("application/json");

    private final TenantConfig tenants;
    private final Destinations destinations;
    private final Clock clock;
    private final OkHttpClient http;
    private final Map<String, Integer> underWay = new ConcurrentHashMap<>();

    Caller(TenantConfig tenants, Destinations destinations, GatewayConfig config, Clock clock) {
        this.tenants = tenants;
        this.destinations = destinations;
        this.clock = clock;
        Dispatcher dispatcher = new Dispatcher();
        dispatcher.setMaxRequests(MOST_AT_ONCE);
        dispatcher.setMaxRequestsPerHost(MOST_AT_ONCE_PER_HOST);
        this.http = new OkHttpClient.Builder()
                .dispatcher(dispatcher)
                .dns(destinations.resolver())
                .proxy(Proxy.NO_PROXY)
                .followRedirects(false)
                .followSslRedirects(false)
                .protocols(List.of(Protocol.HTTP_1_1))
                .callTimeout(config.webhooks().timeout())
                .build();
    }

    void stop(@Observes ShutdownEvent event) {
        // What is under way may end; nothing new begins.
        http.dispatcher().executorService().shutdown();
        http.connectionPool().evictAll();
    }

    /**
     * Sends a body once.
     *
     * @param id the same at every attempt, so that the receiver knows what it has seen
     * @return never fails
     */
    public CompletableFuture<Answer> call(String tenant, String id, String url, String body) {
        Optional<Answer> without = withoutCall(tenant, url);
        if (without.isPresent()) {
            return CompletableFuture.completedFuture(without.get());
        }
        HttpUrl address = HttpUrl.get(url);
        if (underWay.merge(address.host(), 1, Integer::sum) > MOST_WAITING_PER_HOST) {
            leave(address.host());
            return CompletableFuture.completedFuture(new Busy());
        }
        var answer = new CompletableFuture<Answer>();
        answer.whenComplete((result, failure) -> leave(address.host()));
        http.newCall(request(Secret.parse(tenants.webhookSecret(tenant).orElseThrow()), id, address, body))
                .enqueue(answering(answer));
        return answer;
    }

    private Optional<Answer> withoutCall(String tenant, String url) {
        if (tenants.webhookSecret(tenant).isEmpty()) {
            return Optional.of(new NotNow("tenant '" + tenant + "' has no webhook secret any more"));
        }
        return destinations.objection(url).map(Never::new);
    }

    private void leave(String host) {
        underWay.computeIfPresent(host, (name, calls) -> calls == 1 ? null : calls - 1);
    }

    private Request request(Secret secret, String id, HttpUrl url, String body) {
        long now = clock.instant().getEpochSecond();
        return new Request.Builder()
                .url(url)
                .header("User-Agent", "atelier")
                .header("webhook-id", id)
                .header("webhook-timestamp", Long.toString(now))
                .header("webhook-signature", secret.sign(id, now, body))
                .post(RequestBody.create(body.getBytes(StandardCharsets.UTF_8), JSON))
                .build();
    }

    private static Callback answering(CompletableFuture<Answer> answer) {
        return new Callback() {
            @Override
            public void onFailure(Call call, IOException e) {
                answer.complete(
                        e instanceof ForbiddenDestinationException
                                ? new Never(e.getMessage())
                                : new NotNow("no answer: " + e.getMessage()));
            }

            @Override
            public void onResponse(Call call, Response response) {
                try (response) {
                    if (response.isSuccessful()) {
                        answer.complete(new Taken());
                    } else if (response.code() == GONE) {
                        answer.complete(new Never("the receiver answered 410, gone for good"));
                    } else {
                        answer.complete(new NotNow("the receiver answered " + response.code()));
                    }
                }
            }
        };
    }
}
