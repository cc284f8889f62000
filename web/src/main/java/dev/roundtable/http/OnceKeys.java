package dev.roundtable.http;

import java.security.Principal;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.core.MethodParameter;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Gives controllers the {@link OnceKey} of a request, however its form was sent. */
@Component
class OnceKeys implements HandlerMethodArgumentResolver, WebMvcConfigurer {

	static final String HEADER = "Idempotency-Key";

	static final String FIELD = "_once";

	private static final int LONGEST = 200;

	@Override
	public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
		resolvers.add(this);
	}

	@Override
	public boolean supportsParameter(MethodParameter parameter) {
		return parameter.getParameterType() == OnceKey.class;
	}

	@Override
	public OnceKey resolveArgument(MethodParameter parameter, @Nullable ModelAndViewContainer page,
			NativeWebRequest request, @Nullable WebDataBinderFactory binders) {
		Principal who = request.getUserPrincipal();
		String name = (who != null) ? who.getName() : "";
		String header = request.getHeader(HEADER);
		if (header != null) {
			return OnceKey.ofProgram(name, checked(header));
		}
		String field = request.getParameter(FIELD);
		return (field != null) ? OnceKey.ofForm(name, checked(field)) : OnceKey.NONE;
	}

	private static String checked(String key) {
		if (key.isBlank() || key.length() > LONGEST) {
			throw new KeyRefused(KeyRefused.Why.BAD);
		}
		return key;
	}

}
