package org.groundswell.local.platform;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.groundswell.local.process.CannotRun;

/**
 * A MongoDB connection string as a user gives it, from which each service gets its own
 * database.
 *
 * @param text such as {@code mongodb://user:secret@host1,host2/?replicaSet=rs0}
 */
record MongoDbUri(String text) {

    private static final Pattern PARTS = Pattern.compile("(mongodb(?:\\+srv)?://[^/?]+)(?:/([^?]*))?(?:\\?(.*))?");

    /**
     * The same servers, user and options with another database. A user is still looked up
     * where the given string said.
     */
    String withDatabase(String database) {
        Matcher parts = PARTS.matcher(this.text);
        if (!parts.matches()) {
            throw new CannotRun("--mongodb-uri: not a MongoDB URI");
        }
        String query = (parts.group(3) != null) ? parts.group(3) : "";
        if (parts.group(1).contains("@") && !query.contains("authSource=")) {
            String given = parts.group(2);
            String source = "authSource=" + ((given != null && !given.isEmpty()) ? given : "admin");
            query = query.isEmpty() ? source : query + "&" + source;
        }
        return parts.group(1) + "/" + database + (query.isEmpty() ? "" : "?" + query);
    }

}
