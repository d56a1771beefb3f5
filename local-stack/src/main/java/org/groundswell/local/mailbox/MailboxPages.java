package org.groundswell.local.mailbox;

import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code GET /} lists the newest mails as a page, {@code GET /api/messages?to=EMAIL} as
 * JSON.
 */
final class MailboxPages implements HttpHandler {

    private static final int NEWEST = 100;

    private final JsonMapper json = JsonMapper.builder().build();

    private final MailFolder folder;

    MailboxPages(MailFolder folder) {
        this.folder = folder;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (!exchange.getRequestMethod().equals("GET")) {
                answer(exchange, 405, "text/plain", "Only GET is understood here.\n");
                return;
            }
            String to = parameter(exchange.getRequestURI().getRawQuery(), "to");
            switch (exchange.getRequestURI().getPath()) {
                case "/" -> answer(exchange, 200, "text/html", page(this.folder.newest(to, NEWEST)));
                case "/api/messages" -> answer(exchange, 200, "application/json",
                        this.json.writeValueAsString(this.folder.newest(to, NEWEST)));
                default -> answer(exchange, 404, "text/plain", "There is nothing here.\n");
            }
        }
    }

    private static @Nullable String parameter(@Nullable String query, String name) {
        return Arrays.stream(((query != null) ? query : "").split("&"))
            .filter((pair) -> pair.startsWith(name + "="))
            .map((pair) -> URLDecoder.decode(pair.substring(name.length() + 1), StandardCharsets.UTF_8))
            .findFirst()
            .orElse(null);
    }

    private static void answer(HttpExchange exchange, int status, String type, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type + ";charset=utf-8");
        exchange.getResponseHeaders().set("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'");
        exchange.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private static String page(List<Message> messages) {
        StringBuilder page = new StringBuilder("""
                <!doctype html>
                <html lang="en"><head><meta charset="utf-8"><title>Mailbox - Groundswell</title>
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <style>body{font:1.1em/1.5 sans-serif;max-width:50em;margin:2em auto;padding:0 1em}
                pre{white-space:pre-wrap;background:#f3f2f1;padding:1em}h2{margin-bottom:0}</style>
                </head><body><h1>Mailbox</h1>
                <p>Every mail that the local platform sends ends here. Newest first; reload for more.</p>
                """);
        for (Message message : messages) {
            page.append("<article><h2>%s</h2><p>To %s, from %s, at %s</p><pre>%s</pre></article>%n".formatted(
                    escape(message.subject()), escape(String.join(", ", message.to())), escape(message.from()),
                    message.receivedAt(), escape(message.text())));
        }
        return page.append(messages.isEmpty() ? "<p>No mail yet.</p>" : "").append("</body></html>\n").toString();
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
            .replace("<", "&lt;")
            .replace(">", "&gt;")
            .replace("\"", "&quot;")
            .replace("'", "&#39;");
    }

}
