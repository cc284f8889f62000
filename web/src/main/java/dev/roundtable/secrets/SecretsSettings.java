package dev.roundtable.secrets;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param key 32 bytes in Base64, the same for all nodes; empty for one that the site
 * makes and keeps in a file
 * @param file where that file is; empty for {@code secrets.key} beside the database
 */
@ConfigurationProperties("roundtable.secrets")
record SecretsSettings(@DefaultValue("") String key, @DefaultValue("") String file) {
}
