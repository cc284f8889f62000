package dev.roundtable;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A small HTTP client with cookies that it shows, and forms that carry the CSRF token of
 * the last page opened. It follows no redirect.
 */
public final class Browser {

	private static final HttpClient HTTP = HttpClient.newHttpClient();

	private static final Pattern CSRF = Pattern.compile("name=\"_csrf\"[^>]*value=\"([^\"]+)\"");

	private final String base;

	private final Map<String, String> cookies = new TreeMap<>();

	private final Map<String, String> headers = new TreeMap<>();

	private String csrf = "";

	public Browser(String base) {
		this.base = base;
	}

	public Map<String, String> cookies() {
		return this.cookies;
	}

	/** The CSRF token of the last page that had one. */
	public String csrf() {
		return this.csrf;
	}

	/** Sends that header from now on. */
	public Browser with(String header, String value) {
		this.headers.put(header, value);
		return this;
	}

	public Browser withBasic(String name, String password) {
		byte[] pair = (name + ":" + password).getBytes(StandardCharsets.UTF_8);
		return with("Authorization", "Basic " + Base64.getEncoder().encodeToString(pair));
	}

	public HttpResponse<String> open(String path) {
		return send(HttpRequest.newBuilder(URI.create(this.base + path)).GET());
	}

	/** The lines of an answer as they come; whoever closes it hangs up. */
	public HttpResponse<Stream<String>> listen(String path) {
		HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(this.base + path)).GET();
		this.headers.forEach(request::setHeader);
		request.setHeader("Cookie", cookieHeader());
		return answer(request, BodyHandlers.ofLines());
	}

	/**
	 * Posts a form with the token of the last page that had one.
	 * @param fields name, value, name, value
	 */
	public HttpResponse<String> submit(String path, String... fields) {
		List<String> pairs = new ArrayList<>();
		pairs.add("_csrf=" + encode(this.csrf));
		for (int i = 0; i < fields.length; i += 2) {
			pairs.add(encode(fields[i]) + "=" + encode(fields[i + 1]));
		}
		return post(path, "application/x-www-form-urlencoded", String.join("&", pairs));
	}

	/** The same form as one whose length is not said beforehand. */
	public HttpResponse<String> chunked(String path, String... parts) {
		String form = "_csrf=" + encode(this.csrf) + "&" + String.join("", parts);
		return send(HttpRequest.newBuilder(URI.create(this.base + path))
			.header("Content-Type", "application/x-www-form-urlencoded")
			.POST(BodyPublishers
				.ofInputStream(() -> new java.io.ByteArrayInputStream(form.getBytes(StandardCharsets.UTF_8)))));
	}

	/** Posts a form of nothing but that token, and takes the file that is the answer. */
	public HttpResponse<byte[]> download(String path) {
		HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(this.base + path))
			.header("Content-Type", "application/x-www-form-urlencoded")
			.POST(BodyPublishers.ofString("_csrf=" + encode(this.csrf)));
		this.headers.forEach(request::setHeader);
		request.setHeader("Cookie", cookieHeader());
		return answer(request, BodyHandlers.ofByteArray());
	}

	/**
	 * Posts a form with a file.
	 * @param field the file's
	 * @param fields name, value, name, value
	 */
	public HttpResponse<String> upload(String path, String field, String fileName, byte[] file, String... fields) {
		ByteArrayOutputStream body = new ByteArrayOutputStream();
		StringBuilder head = new StringBuilder(part("_csrf") + "\r\n\r\n" + this.csrf + "\r\n");
		for (int i = 0; i < fields.length; i += 2) {
			head.append(part(fields[i])).append("\r\n\r\n").append(fields[i + 1]).append("\r\n");
		}
		head.append(part(field))
			.append("; filename=\"")
			.append(fileName)
			.append("\"\r\nContent-Type: image/png\r\n\r\n");
		body.writeBytes(head.toString().getBytes(StandardCharsets.UTF_8));
		body.writeBytes(file);
		body.writeBytes("\r\n--x1y2z3--\r\n".getBytes(StandardCharsets.UTF_8));
		return send(HttpRequest.newBuilder(URI.create(this.base + path))
			.header("Content-Type", "multipart/form-data; boundary=x1y2z3")
			.POST(BodyPublishers.ofByteArray(body.toByteArray())));
	}

	private static String part(String field) {
		return "--x1y2z3\r\nContent-Disposition: form-data; name=\"" + field + '"';
	}

	/** The bytes of an answer. */
	public HttpResponse<byte[]> fetch(String path) {
		HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(this.base + path)).GET();
		request.setHeader("Cookie", cookieHeader());
		return answer(request, BodyHandlers.ofByteArray());
	}

	/** Posts a form whose fields, beside that token, are sent as they stand here. */
	public HttpResponse<String> submitRaw(String path, String fields) {
		return post(path, "application/x-www-form-urlencoded", "_csrf=" + encode(this.csrf) + "&" + fields);
	}

	public HttpResponse<String> json(String method, String path, String body) {
		return send(HttpRequest.newBuilder(URI.create(this.base + path))
			.header("Content-Type", "application/json")
			.method(method, BodyPublishers.ofString(body)));
	}

	public HttpResponse<String> post(String path, String contentType, String body) {
		return send(HttpRequest.newBuilder(URI.create(this.base + path))
			.header("Content-Type", contentType)
			.POST(BodyPublishers.ofString(body)));
	}

	public HttpResponse<String> send(HttpRequest.Builder request) {
		this.headers.forEach(request::setHeader);
		if (!this.cookies.isEmpty()) {
			request.setHeader("Cookie", cookieHeader());
		}
		HttpResponse<String> response = answer(request, BodyHandlers.ofString());
		response.headers().allValues("Set-Cookie").forEach(this::keep);
		Matcher token = CSRF.matcher(response.body());
		if (token.find()) {
			this.csrf = token.group(1);
		}
		return response;
	}

	private String cookieHeader() {
		return this.cookies.entrySet()
			.stream()
			.map((cookie) -> cookie.getKey() + "=" + cookie.getValue())
			.collect(Collectors.joining("; "));
	}

	private static <T> HttpResponse<T> answer(HttpRequest.Builder request, HttpResponse.BodyHandler<T> as) {
		try {
			return HTTP.send(request.build(), as);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	private void keep(String cookie) {
		String[] pair = cookie.substring(0, cookie.indexOf(';')).split("=", 2);
		if (pair[1].isEmpty()) {
			this.cookies.remove(pair[0]);
		}
		else {
			this.cookies.put(pair[0], pair[1]);
		}
	}

	private static String encode(String text) {
		return URLEncoder.encode(text, StandardCharsets.UTF_8);
	}

}
