package dev.roundtable.site;

import java.net.URI;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/**
 * Where this site is found from outside, for what leaves it: mail, feeds. Never taken
 * from a request, whose {@code Host} anybody can make up.
 */
@Component
public class SiteUrl {

	private final String set;

	private final Environment environment;

	/**
	 * @param set without it, links lead to this machine
	 */
	SiteUrl(@Value("${roundtable.url:}") String set, Environment environment) {
		this.set = set.strip().replaceAll("/+$", "");
		this.environment = environment;
		if (!this.set.isEmpty() && !this.set.matches("https?://[^/?#\\s]+(/[^?#\\s]*)?")) {
			throw new IllegalArgumentException("roundtable.url is no address like https://forum.example.org: " + set);
		}
	}

	/** Whether somebody said where this site is found. */
	public boolean isSet() {
		return !this.set.isEmpty();
	}

	/** The whole address of a page. */
	public String of(String path) {
		String port = this.environment.getProperty("local.server.port",
				this.environment.getProperty("server.port", "8080"));
		return (isSet() ? this.set : "http://localhost:" + port) + path;
	}

	public String host() {
		String host = URI.create(of("/")).getHost();
		return (host != null) ? host : "localhost";
	}

}
