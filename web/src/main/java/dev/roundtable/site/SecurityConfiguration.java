package dev.roundtable.site;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;

import dev.roundtable.http.NotKept;
import dev.roundtable.http.PageFrame;
import dev.roundtable.http.Problems;
import dev.roundtable.http.ReadOnlyToken;
import dev.roundtable.http.SameSitePath;
import dev.roundtable.http.TooManyAttempts;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.ProviderManager;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;
import org.springframework.security.web.authentication.AuthenticationFilter;
import org.springframework.security.web.authentication.preauth.PreAuthenticatedAuthenticationToken;
import org.springframework.security.web.authentication.www.BasicAuthenticationConverter;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.security.web.csrf.CsrfTokenRepository;
import org.springframework.security.web.csrf.CsrfTokenRequestHandler;
import org.springframework.security.web.csrf.XorCsrfTokenRequestAttributeHandler;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;

/**
 * Two chains: the API with tokens, pages with a cookie. Neither keeps anything in the
 * node. Who someone is, {@code people} answers through Spring Security's own interfaces.
 */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {

	/** Bytes of the address to which signing in leads back. */
	private static final int LONGEST_NEXT = 4_000;

	private static final String CONTENT_SECURITY_POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; "
			+ "img-src 'self' data: https:; font-src 'self'; connect-src 'self'; manifest-src 'self'; "
			+ "form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

	private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");

	@Bean
	CsrfTokenRepository csrfTokens() {
		return new CsrfCookies();
	}

	/**
	 * The request is observed as a whole; each of a dozen filters by itself costs more
	 * than it tells.
	 */
	@Bean
	SecurityObservationSettings withoutObservations() {
		return SecurityObservationSettings.noObservations();
	}

	@Bean
	@Order(1)
	SecurityFilterChain apiChain(HttpSecurity http, List<AuthenticationProvider> providers) throws Exception {
		AuthenticationFilter tokens = new AuthenticationFilter(new ProviderManager(providers),
				SecurityConfiguration::credentials);
		tokens.setSuccessHandler((request, response, authentication) -> {
		});
		tokens.setFailureHandler(SecurityConfiguration::unauthorized);
		headers(http).securityMatcher("/api/v1/**")
			.csrf(AbstractHttpConfigurer::disable)
			.authorizeHttpRequests((requests) -> requests
				.requestMatchers("/api/v1/notifications/**", "/api/v1/conversations/**", "/api/v1/moderation/queue/**",
						"/api/v1/moderation/messages/**", "/api/v1/moderation/words/**",
						"/api/v1/moderation/appeals/**", "/api/v1/me/**", "/api/v1/tasks/inbox",
						"/api/v1/tasks/*/trackers", "/api/v1/duty/**")
				.access(SecurityConfiguration::knownProgram)
				.requestMatchers(HttpMethod.GET)
				.permitAll()
				.requestMatchers(HttpMethod.HEAD)
				.permitAll()
				.requestMatchers(HttpMethod.OPTIONS)
				.permitAll()
				.anyRequest()
				.access(SecurityConfiguration::knownProgram))
			.exceptionHandling((failures) -> failures.authenticationEntryPoint(SecurityConfiguration::unauthorized)
				.accessDeniedHandler(SecurityConfiguration::forbidden))
			.addFilterBefore(tokens, AuthorizationFilter.class);
		return http.build();
	}

	@Bean
	@Order(2)
	SecurityFilterChain pageChain(HttpSecurity http, SecurityContextRepository signIns, CsrfTokenRepository csrf)
			throws Exception {
		headers(http).securityContext((context) -> context.securityContextRepository(signIns))
			.csrf((protection) -> protection.csrfTokenRepository(csrf)
				.csrfTokenRequestHandler(new WatchedCsrf())
				// In every page, those that are kept for all readers too: RequestGuard
				// sees
				// where it comes from.
				.ignoringRequestMatchers("/language")
				// A mail program has none (RFC 8058); what it holds is signed.
				.ignoringRequestMatchers("/unsubscribe")
				// A tracker has neither cookie nor session; what it delivers is signed.
				.ignoringRequestMatchers("/hooks/trackers/*"))
			.authorizeHttpRequests((requests) -> requests
				.dispatcherTypeMatchers(DispatcherType.ERROR, DispatcherType.FORWARD, DispatcherType.ASYNC)
				.permitAll()
				.requestMatchers("/settings/**", "/me/**", "/moderation", "/reports", "/reports/**",
						"/moderation/items/**", "/moderation/messages/**", "/moderation/joining/**",
						"/moderation/authors/**", "/moderation/appeals/**", "/appeal", "/messages/**",
						"/notifications/**", "/new", "/posts/**", "/topics/**", "/tasks/new", "/tasks/triage",
						"/tasks/*/candidates", "/tasks/pick", "/tasks/*/relations", "/tasks/*/trackers",
						"/tasks/views/*", "/tasks/*/comments/**", "/releases/*/edit", "/u/*/sanction/**",
						"/u/*/picture/**", "/u/*/trust/**", "/tasks/inbox", "/duty", "/votes/compare")
				.authenticated()
				.requestMatchers("/admin/**")
				.hasRole("ADMINISTRATOR")
				.requestMatchers(HttpMethod.GET)
				.permitAll()
				.requestMatchers(HttpMethod.HEAD)
				.permitAll()
				.requestMatchers(HttpMethod.POST, "/register", "/sign-in", "/sign-in/code", "/sign-in/passkey",
						"/sign-in/passkey/options", "/sign-in/with/*", "/sign-in/arrival", "/setup", "/language",
						"/forgot-password", "/reset-password", "/address/confirm", "/address/undo", "/unsubscribe",
						"/hooks/trackers/*")
				.permitAll()
				.anyRequest()
				.authenticated())
			.exceptionHandling((failures) -> failures.authenticationEntryPoint(SecurityConfiguration::signInFirst)
				.accessDeniedHandler(SecurityConfiguration::forbidden));
		return http.build();
	}

	/**
	 * Lets in whoever has a token, or a password where one will do.
	 * @throws ReadOnlyToken where it is one that only reads, and this writes
	 */
	private static AuthorizationDecision knownProgram(Supplier<? extends @Nullable Authentication> who,
			RequestAuthorizationContext context) {
		Authentication program = who.get();
		boolean known = program != null && program.isAuthenticated()
				&& !(program instanceof AnonymousAuthenticationToken);
		if (known && !READING.contains(context.getRequest().getMethod())
				&& program.getAuthorities().stream().anyMatch(SecurityConfiguration::onlyReads)) {
			throw new ReadOnlyToken();
		}
		return new AuthorizationDecision(known);
	}

	private static boolean onlyReads(GrantedAuthority granted) {
		return ReadOnlyToken.AUTHORITY.equals(granted.getAuthority());
	}

	private static HttpSecurity headers(HttpSecurity http) throws Exception {
		return http.sessionManagement((session) -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
			.requestCache(AbstractHttpConfigurer::disable)
			.logout(AbstractHttpConfigurer::disable)
			.formLogin(AbstractHttpConfigurer::disable)
			.httpBasic(AbstractHttpConfigurer::disable)
			.headers((headers) -> headers
				.contentSecurityPolicy((policy) -> policy.policyDirectives(CONTENT_SECURITY_POLICY))
				.referrerPolicy((policy) -> policy.policy(ReferrerPolicy.SAME_ORIGIN))
				.permissionsPolicyHeader((policy) -> policy
					.policy("camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()"))
				// Pages are not stored by others, but the back button keeps what was
				// typed.
				.cacheControl(HeadersConfigurer.CacheControlConfig::disable)
				.addHeaderWriter((request, response) -> {
					if (!response.containsHeader("Cache-Control")) {
						response.setHeader("Cache-Control", NotKept.cacheControl(request));
					}
				}));
	}

	private static @Nullable Authentication credentials(HttpServletRequest request) {
		String header = request.getHeader("Authorization");
		if (header == null) {
			return null;
		}
		if (header.regionMatches(true, 0, "Bearer ", 0, 7)) {
			return new PreAuthenticatedAuthenticationToken(header.substring(7).strip(), "");
		}
		if (isForPasswords(request)) {
			return new BasicAuthenticationConverter().convert(request);
		}
		throw new BadCredentialsException("a bearer token is needed here");
	}

	/** Who has no token yet makes one with a name and a password. */
	private static boolean isForPasswords(HttpServletRequest request) {
		String path = request.getRequestURI();
		return path.equals("/api/v1/tokens") || path.startsWith("/api/v1/tokens/");
	}

	private static void unauthorized(HttpServletRequest request, HttpServletResponse response, Exception reason)
			throws IOException {
		String header = request.getHeader("Authorization");
		if (reason instanceof BadCredentialsException && header != null && header.regionMatches(true, 0, "Basic ", 0, 6)
				&& isForPasswords(request)) {
			Problems.refuseSignIn(request, response);
			return;
		}
		Problems.refuse(request, response, (reason instanceof TooManyAttempts) ? 429 : 401, reason);
	}

	private static void forbidden(HttpServletRequest request, HttpServletResponse response, Exception reason)
			throws IOException {
		Problems.refuse(request, response, HttpServletResponse.SC_FORBIDDEN, reason);
	}

	private static void signInFirst(HttpServletRequest request, HttpServletResponse response, Exception reason)
			throws IOException, ServletException {
		if (Problems.isForApi(request)) {
			unauthorized(request, response, reason);
			return;
		}
		if (request.getMethod().equals("POST") && request.getHeader("HX-Request") == null) {
			// Its token was good: what was typed goes with the page that asks to sign in.
			request.getRequestDispatcher("/sign-in/again").forward(request, response);
			return;
		}
		String next = "/";
		if (request.getHeader("HX-Request") != null) {
			next = pageOf(request);
		}
		else if (request.getMethod().equals("GET")) {
			String query = request.getQueryString();
			next = (query != null) ? request.getRequestURI() + "?" + query : request.getRequestURI();
		}
		String encoded = URLEncoder.encode(next, StandardCharsets.UTF_8);
		// What does not fit into the head of an answer would be no answer at all.
		String target = "/sign-in?next=" + ((encoded.length() <= LONGEST_NEXT) ? encoded : "%2F");
		if (request.getHeader("HX-Request") != null) {
			// A redirect would be followed and its page put into the place of a fragment.
			response.setHeader("HX-Redirect", target);
			response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
			return;
		}
		response.sendRedirect(target, HttpServletResponse.SC_SEE_OTHER);
	}

	/** The page that asked for a fragment. */
	private static String pageOf(HttpServletRequest request) {
		try {
			URI page = URI.create(Objects.requireNonNullElse(request.getHeader("HX-Current-URL"), ""));
			return SameSitePath.orHome(
					(page.getRawQuery() != null) ? page.getRawPath() + "?" + page.getRawQuery() : page.getRawPath());
		}
		catch (IllegalArgumentException ex) {
			return "/";
		}
	}

	/** Notes when a page takes a token, so that it is not kept for others. */
	private static final class WatchedCsrf implements CsrfTokenRequestHandler {

		private final XorCsrfTokenRequestAttributeHandler handler = new XorCsrfTokenRequestAttributeHandler();

		@Override
		public void handle(HttpServletRequest request, HttpServletResponse response, Supplier<CsrfToken> token) {
			this.handler.handle(request, response, () -> {
				request.setAttribute(PageFrame.PERSONAL, true);
				return token.get();
			});
		}

		@Override
		public @Nullable String resolveCsrfTokenValue(HttpServletRequest request, CsrfToken token) {
			return this.handler.resolveCsrfTokenValue(request, token);
		}

	}

}
