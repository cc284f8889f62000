package dev.roundtable.http;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Makes a POST that may be sent twice happen once. The key ({@code Idempotency-Key}, or
 * the form field {@code _once}) is taken in the transaction in which everything else
 * happens, and the answer leaves only after that transaction has committed. Only for
 * people who are signed in: nobody else writes.
 */
public final class Idempotency extends OncePerRequestFilter {

	private static final String HEADER = "Idempotency-Key";

	private static final String FIELD = "_once";

	private static final String SECRET = Idempotency.class.getName() + ".secret";

	private final IdempotencyKeys keys;

	private final TransactionTemplate transaction;

	Idempotency(IdempotencyKeys keys, PlatformTransactionManager transactions) {
		this.keys = keys;
		this.transaction = new TransactionTemplate(transactions);
	}

	/** Their writes claim the key themselves. */
	@Override
	protected boolean shouldNotFilter(HttpServletRequest request) {
		String path = request.getRequestURI();
		return path.startsWith("/settings") || path.startsWith("/admin/people") || path.startsWith("/register")
				|| path.startsWith("/setup") || path.startsWith("/sign-") || path.startsWith("/api/v1/tokens");
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		String key = request.getMethod().equals("POST") ? key(request) : null;
		Authentication who = (key != null) ? SecurityContextHolder.getContext().getAuthentication() : null;
		if (key == null || who == null || who instanceof AnonymousAuthenticationToken) {
			chain.doFilter(request, response);
			return;
		}
		if (key.isBlank() || key.length() > 200) {
			Problems.refuse(request, response, Problem.of(400, "bad-key"));
			return;
		}
		HttpServletRequest readable = isForm(request) ? request : new Kept(request);
		String fingerprint = fingerprint(readable);
		once(id(who.getName(), key, fingerprint, readable), fingerprint, readable, response, chain);
	}

	private static @Nullable String key(HttpServletRequest request) {
		String header = request.getHeader(HEADER);
		return (header != null) ? header : isForm(request) ? request.getParameter(FIELD) : null;
	}

	private static boolean isForm(HttpServletRequest request) {
		String type = request.getContentType();
		return type != null && type.startsWith("application/x-www-form-urlencoded");
	}

	/**
	 * A program that sends one key with two bodies is told of its mistake. A person who
	 * goes back to a page that she has sent, and sends it with another text, means both.
	 */
	private static String id(String who, String key, String fingerprint, HttpServletRequest request) {
		boolean form = request.getHeader(HEADER) == null;
		return Secret.digest(who + "\n" + key + (form ? "\n" + fingerprint : ""));
	}

	private void once(String id, String fingerprint, HttpServletRequest request, HttpServletResponse response,
			FilterChain chain) throws ServletException, IOException {
		BufferedResponse held = new BufferedResponse(response);
		boolean claimed;
		try {
			claimed = Boolean.TRUE.equals(this.transaction.execute((status) -> {
				if (!this.keys.claim(id, fingerprint)) {
					return false;
				}
				run(chain, request, held);
				if (held.failed() || !isDone(request, held)) {
					status.setRollbackOnly();
				}
				else {
					this.keys.keep(id, answer(fingerprint, request, held));
				}
				return true;
			}));
		}
		catch (ChainFailed ex) {
			throw ex.unwrapped();
		}
		catch (DuplicateKeyException ex) {
			claimed = false;
		}
		catch (ConcurrencyFailureException ex) {
			response.reset();
			Problems.refuse(request, response, Problem.of(409, "in-progress"));
			return;
		}
		if (claimed) {
			held.release();
		}
		else {
			replay(id, fingerprint, request, response);
		}
	}

	/**
	 * A form that did something leads elsewhere, or shows a secret once; a preview or a
	 * refusal shows it again.
	 */
	private static boolean isDone(HttpServletRequest request, HttpServletResponse response) {
		int status = response.getStatus();
		boolean elsewhere = status >= 300 || request.getAttribute(SECRET) != null;
		return status < 400 && (elsewhere || !isForm(request));
	}

	private static void run(FilterChain chain, HttpServletRequest request, HttpServletResponse response) {
		try {
			chain.doFilter(request, response);
		}
		catch (IOException | ServletException ex) {
			throw new ChainFailed(ex);
		}
	}

	private static IdempotencyKeys.Answer answer(String fingerprint, HttpServletRequest request,
			BufferedResponse held) {
		if (request.getAttribute(SECRET) != null) {
			return new IdempotencyKeys.Answer(fingerprint, 0, null, null, null);
		}
		byte[] body = held.body();
		return new IdempotencyKeys.Answer(fingerprint, held.getStatus(), held.getContentType(),
				held.getHeader("Location"), (body.length > 0) ? body : null);
	}

	private void replay(String id, String fingerprint, HttpServletRequest request, HttpServletResponse response)
			throws IOException {
		IdempotencyKeys.Answer answer = this.keys.find(id).orElse(null);
		if (answer == null) {
			Problems.refuse(request, response, Problem.of(409, "in-progress"));
			return;
		}
		if (!answer.fingerprint().equals(fingerprint)) {
			Problems.refuse(request, response, Problem.of(422, "key-reused"));
			return;
		}
		if (answer.status() == 0) {
			Problems.refuse(request, response, Problem.of(409, "already-done"));
			return;
		}
		response.setStatus(answer.status());
		response.setHeader("Idempotency-Replayed", "true");
		if (answer.contentType() != null) {
			response.setContentType(answer.contentType());
		}
		if (answer.location() != null) {
			response.setHeader("Location", answer.location());
		}
		byte[] body = answer.body();
		if (body != null) {
			response.setContentLength(body.length);
			response.getOutputStream().write(body);
		}
	}

	private static String fingerprint(HttpServletRequest request) throws IOException {
		ByteArrayOutputStream text = new ByteArrayOutputStream();
		text.writeBytes((request.getMethod() + " " + request.getRequestURI() + "\n").getBytes(StandardCharsets.UTF_8));
		if (request instanceof Kept kept) {
			text.writeBytes(kept.body);
		}
		else {
			Map<String, String[]> fields = new TreeMap<>(request.getParameterMap());
			fields.keySet().removeAll(Set.of(FIELD, "_csrf"));
			fields.forEach((name, values) -> text
				.writeBytes((name + "=" + Arrays.toString(values) + "\n").getBytes(StandardCharsets.UTF_8)));
		}
		return Secret.digest(text.toByteArray());
	}

	private static final class ChainFailed extends RuntimeException {

		private static final long serialVersionUID = 1L;

		ChainFailed(Exception cause) {
			super(cause);
		}

		ServletException unwrapped() throws IOException {
			if (getCause() instanceof IOException io) {
				throw io;
			}
			return (getCause() instanceof ServletException servlet) ? servlet : new ServletException(getCause());
		}

	}

	/** A request whose body was read and can be read again. */
	private static final class Kept extends HttpServletRequestWrapper {

		private final byte[] body;

		Kept(HttpServletRequest request) throws IOException {
			super(request);
			this.body = request.getInputStream().readAllBytes();
		}

		@Override
		public ServletInputStream getInputStream() {
			ByteArrayInputStream bytes = new ByteArrayInputStream(this.body);
			return new ServletInputStream() {
				@Override
				public int read() {
					return bytes.read();
				}

				@Override
				public int read(byte[] target, int offset, int length) {
					return bytes.read(target, offset, length);
				}

				@Override
				public boolean isFinished() {
					return bytes.available() == 0;
				}

				@Override
				public boolean isReady() {
					return true;
				}

				@Override
				public void setReadListener(ReadListener listener) {
					throw new UnsupportedOperationException();
				}
			};
		}

	}

}
