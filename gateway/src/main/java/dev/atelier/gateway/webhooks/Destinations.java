package dev.atelier.gateway.webhooks;

import dev.atelier.gateway.configuration.GatewayConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import okhttp3.Dns;
import okhttp3.HttpUrl;

/** Where webhooks may lead. */
@ApplicationScoped
public class Destinations {
    private final boolean allowHttp;
    private final boolean allowPrivate;

    Destinations(GatewayConfig config) {
        this.allowHttp = config.webhooks().allowHttp();
        this.allowPrivate = config.webhooks().allowPrivateAddresses();
    }

    /** Why a URL is never called; empty where it may be, as far as can be said without resolving its name. */
    public Optional<String> objection(String url) {
        HttpUrl parsed = HttpUrl.parse(url);
        if (parsed == null) {
            return Optional.of("it is no address of HTTP");
        }
        if (!parsed.isHttps() && !allowHttp) {
            return Optional.of("only https is called");
        }
        // The HTTP client asks its resolver for names alone, so addresses are looked at here.
        return literal(parsed.host()).filter(address -> !isAllowed(address)).map(Destinations::notPublic);
    }

    private boolean isAllowed(InetAddress address) {
        return allowPrivate || PublicAddresses.contains(address);
    }

    private static String notPublic(InetAddress address) {
        return address.getHostAddress() + " is no address of the public internet";
    }

    private static Optional<InetAddress> literal(String host) {
        if (!host.contains(":") && !host.matches("[0-9.]+")) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.getByName(host));
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }

    /**
     * Resolves names for the HTTP client, which then connects to these very addresses: a name that leads elsewhere a
     * moment later (DNS rebinding) does not help. A name is refused with any address that may not be called.
     */
    Dns resolver() {
        return host -> {
            List<InetAddress> addresses = Dns.SYSTEM.lookup(host);
            for (InetAddress address : addresses) {
                if (!isAllowed(address)) {
                    throw new ForbiddenDestinationException(host + ": " + notPublic(address));
                }
            }
            return addresses;
        };
    }
}
