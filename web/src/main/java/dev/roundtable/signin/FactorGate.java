package dev.roundtable.signin;

import java.io.IOException;

import dev.roundtable.factors.SecondFactors;
import dev.roundtable.http.Problems;
import dev.roundtable.people.Viewer;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Leads whoever's role needs a second step to the page that turns it on, until she has
 * one. What her tokens do is refused as long.
 */
@Component
class FactorGate implements HandlerInterceptor, WebMvcConfigurer {

	private final ObjectProvider<SecondFactors> factors;

	FactorGate(ObjectProvider<SecondFactors> factors) {
		this.factors = factors;
	}

	@Override
	public void addInterceptors(InterceptorRegistry registry) {
		registry.addInterceptor(this)
			.excludePathPatterns(SecondFactorController.PAGE, "/settings/passkeys/**", "/sign-in/**", "/sign-out",
					"/language", "/assets/**", "/v3/**", "/actuator/**", "/error");
	}

	@Override
	public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
			throws IOException {
		Authentication who = SecurityContextHolder.getContext().getAuthentication();
		if (who == null || !(who.getPrincipal() instanceof Viewer viewer)
				|| !this.factors.getObject().isRequired(viewer.role())
				|| this.factors.getObject().hasAny(viewer.id())) {
			return true;
		}
		if (request.getRequestURI().startsWith("/api/")) {
			Problems.refuse(request, response, HttpServletResponse.SC_FORBIDDEN, new FactorNeeded());
		}
		else {
			response.setStatus(HttpServletResponse.SC_SEE_OTHER);
			response.setHeader("Location", SecondFactorController.PAGE);
		}
		return false;
	}

}
