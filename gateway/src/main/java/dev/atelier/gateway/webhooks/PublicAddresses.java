package dev.atelier.gateway.webhooks;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/**
 * Which addresses belong to the public internet. The others would let whoever may name a URL reach what is near this
 * gateway: its own host, a cloud's metadata service, the private network (server-side request forgery). By the IANA
 * special-purpose registries of IPv4 and IPv6.
 */
public final class PublicAddresses {
    private static final int BITS_OF_IPV4 = 32;
    /** Prefixes of IPv4 that Java's own methods do not name. */
    private static final int[][] SPECIAL_IPV4 = {
        {0, 8}, // this network
        {ip(100, 64), 10}, // carrier-grade NAT
        {ip(192, 0), 24}, // protocol assignments
        {ip(192, 0) | 2 << 8, 24}, // documentation
        {ip(198, 18), 15}, // benchmarks
        {ip(198, 51) | 100 << 8, 24}, // documentation
        {ip(203, 0) | 113 << 8, 24}, // documentation
        {ip(240, 0), 4} // reserved, and broadcast
    };

    private PublicAddresses() {}

    private static int ip(int first, int second) {
        return first << 24 | second << 16;
    }

    public static boolean contains(InetAddress address) {
        if (address.isAnyLocalAddress()
                || address.isLoopbackAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress()) {
            return false;
        }
        byte[] bytes = address.getAddress();
        return address instanceof Inet4Address ? isPublic4(bytes) : isPublic6(bytes);
    }

    private static boolean isPublic4(byte[] bytes) {
        int value = 0;
        for (byte part : bytes) {
            value = value << 8 | part & 0xff;
        }
        for (int[] special : SPECIAL_IPV4) {
            int unused = BITS_OF_IPV4 - special[1];
            if (value >>> unused == special[0] >>> unused) {
                return false;
            }
        }
        return true;
    }

    /** Global unicast is 2000::/3; what carries an IPv4 address within counts as that one. */
    private static boolean isPublic6(byte[] bytes) {
        // Of translation to IPv4; the prefix that is a network's own (64:ff9b:1::/48) is not among them.
        if (startsWith(bytes, 0x00, 0x64, 0xff, 0x9b, 0, 0, 0, 0, 0, 0, 0, 0)) {
            return isPublicWithin(bytes, 12);
        }
        if (startsWith(bytes, 0x20, 0x02)) {
            return isPublicWithin(bytes, 2);
        }
        boolean global = (bytes[0] & 0xe0) == 0x20;
        // Teredo and other protocol assignments; documentation.
        return global
                && !startsWith(bytes, 0x20, 0x01, 0x00)
                && !startsWith(bytes, 0x20, 0x01, 0x01)
                && !startsWith(bytes, 0x20, 0x01, 0x0d, 0xb8)
                && !startsWith(bytes, 0x3f, 0xff, 0x00);
    }

    private static boolean startsWith(byte[] bytes, int... prefix) {
        for (int i = 0; i < prefix.length; i++) {
            if ((bytes[i] & 0xff) != prefix[i]) {
                return false;
            }
        }
        return true;
    }

    private static boolean isPublicWithin(byte[] bytes, int from) {
        try {
            return contains(InetAddress.getByAddress(Arrays.copyOfRange(bytes, from, from + 4)));
        } catch (UnknownHostException e) {
            throw new IllegalStateException("four bytes are an address", e);
        }
    }
}
