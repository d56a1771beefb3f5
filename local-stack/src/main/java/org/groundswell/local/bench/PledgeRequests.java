package org.groundswell.local.bench;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

import org.groundswell.local.client.Pledge;
import org.groundswell.local.client.RandomPledges;
import tools.jackson.databind.json.JsonMapper;

/**
 * Varied pledges as the bytes of HTTP requests, made ready beforehand: from one request
 * to the next only the key is written anew.
 */
final class PledgeRequests {

    private static final int VARIETY = 1000;

    private static final int KEY_DIGITS = 8;

    /** Each with the end of its head, the only other part that varies. */
    private final byte[][] bodies = new byte[VARIETY][];

    private final int[] people = new int[VARIETY];

    PledgeRequests() {
        RandomPledges pledges = new RandomPledges();
        for (int i = 0; i < VARIETY; i++) {
            Pledge pledge = pledges.number(i);
            String body = JsonMapper.shared().writeValueAsString(pledge);
            this.people[i] = pledge.people();
            this.bodies[i] = "\r\nContent-Length: %d\r\n\r\n%s"
                .formatted(body.getBytes(StandardCharsets.UTF_8).length, body)
                .getBytes(StandardCharsets.UTF_8);
        }
    }

    /**
     * The requests of one client.
     * @param address to send them to
     * @param path to send them to
     * @param keys what their Idempotency-Keys start with; nobody else's do
     * @param first which of the pledges is the first
     */
    Source source(InetSocketAddress address, String path, String keys, int first) {
        return new Source("""
                POST %s HTTP/1.1
                Host: %s:%d
                Accept: application/json
                Content-Type: application/json
                Idempotency-Key: %s""".formatted(path, address.getHostString(), address.getPort(), keys)
            .replace("\n", "\r\n"), first);
    }

    /** Requests, one after the other. For one thread. */
    final class Source implements Requests {

        private static final int CREATED = 201;

        private final byte[] bytes;

        private final int keyAt;

        private final int first;

        private int number;

        private int current;

        private Source(String head, int first) {
            byte[] fixed = head.getBytes(StandardCharsets.US_ASCII);
            int longest = 0;
            for (byte[] body : PledgeRequests.this.bodies) {
                longest = Math.max(longest, body.length);
            }
            this.bytes = new byte[fixed.length + KEY_DIGITS + longest];
            this.keyAt = fixed.length;
            this.first = first;
            System.arraycopy(fixed, 0, this.bytes, 0, fixed.length);
        }

        @Override
        public int next() {
            this.current = (this.first + this.number) % VARIETY;
            for (int i = 0; i < KEY_DIGITS; i++) {
                int digit = (this.number >> (4 * (KEY_DIGITS - 1 - i))) & 0xf;
                this.bytes[this.keyAt + i] = (byte) Character.forDigit(digit, 16);
            }
            this.number++;
            byte[] body = PledgeRequests.this.bodies[this.current];
            System.arraycopy(body, 0, this.bytes, this.keyAt + KEY_DIGITS, body.length);
            return this.keyAt + KEY_DIGITS + body.length;
        }

        @Override
        public byte[] bytes() {
            return this.bytes;
        }

        @Override
        public int expected() {
            return CREATED;
        }

        @Override
        public int people() {
            return PledgeRequests.this.people[this.current];
        }

    }

}
