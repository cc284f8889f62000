package dev.roundtable.search;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Shows no secret when it is printed. */
record Credentials(String username, String password) {

	String basicHeader() {
		byte[] pair = (this.username + ":" + this.password).getBytes(StandardCharsets.UTF_8);
		return "Basic " + Base64.getEncoder().encodeToString(pair);
	}

	@Override
	public String toString() {
		return this.username;
	}

}
