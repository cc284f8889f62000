package dev.roundtable.caching;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;

import dev.roundtable.caching.CachedPage.Version;
import dev.roundtable.http.Secret;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.web.util.ContentCachingResponseWrapper;

/** A whole page as it is sent, plain and packed. */
record KeptPage(Version version, long madeAt, String contentType, List<Map.Entry<String, String>> headers, String etag,
		byte[] plain, byte[] gzip) {

	private static final Pattern NOT_WANTED = Pattern.compile(";\\s*[qQ]=0(\\.0*)?\\s*");

	private static final long FRESH = TimeUnit.SECONDS.toNanos(1);

	static KeptPage of(Version version, ContentCachingResponseWrapper held) throws IOException {
		List<Map.Entry<String, String>> headers = new ArrayList<>();
		for (String name : held.getHeaderNames()) {
			if (!name.equalsIgnoreCase("Content-Type") && !name.equalsIgnoreCase("Content-Length")) {
				held.getHeaders(name).forEach((value) -> headers.add(Map.entry(name, value)));
			}
		}
		byte[] plain = held.getContentAsByteArray();
		ByteArrayOutputStream packed = new ByteArrayOutputStream(plain.length / 3);
		try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
			gzip.write(plain);
		}
		String type = (held.getContentType() != null) ? held.getContentType() : "text/html;charset=UTF-8";
		return new KeptPage(version, System.nanoTime(), type, List.copyOf(headers), "W/\"" + Secret.digest(plain) + '"',
				plain, packed.toByteArray());
	}

	/** The same content, and counters that are the same or a second old at most. */
	boolean isStill(Version asked) {
		return this.version.content().equals(asked.content())
				&& (this.version.counters().equals(asked.counters()) || System.nanoTime() - this.madeAt < FRESH);
	}

	int weight() {
		return 1000 + this.plain.length + this.gzip.length;
	}

	void sendWithHeaders(HttpServletRequest request, HttpServletResponse response) throws IOException {
		this.headers.forEach((header) -> response.addHeader(header.getKey(), header.getValue()));
		send(request, response);
	}

	void send(HttpServletRequest request, HttpServletResponse response) throws IOException {
		response.setHeader("ETag", this.etag);
		response.addHeader("Vary", "Cookie, Accept-Language, Accept-Encoding");
		if (this.etag.equals(request.getHeader("If-None-Match"))) {
			response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
			return;
		}
		response.setContentType(this.contentType);
		boolean packed = takesGzip(request.getHeader("Accept-Encoding"));
		if (packed) {
			response.setHeader("Content-Encoding", "gzip");
		}
		byte[] bytes = packed ? this.gzip : this.plain;
		response.setContentLength(bytes.length);
		response.getOutputStream().write(bytes);
	}

	/** Named, and not with a weight of nothing, which says that it is not wanted. */
	private static boolean takesGzip(@Nullable String accepted) {
		if (accepted == null || !accepted.contains("gzip")) {
			return false;
		}
		for (String coding : accepted.split(",")) {
			int weight = coding.indexOf(';');
			String name = (weight < 0) ? coding : coding.substring(0, weight);
			if (name.strip().equalsIgnoreCase("gzip")) {
				return weight < 0 || !NOT_WANTED.matcher(coding.substring(weight)).matches();
			}
		}
		return false;
	}

}
