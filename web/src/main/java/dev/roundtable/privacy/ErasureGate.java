package dev.roundtable.privacy;

import java.io.IOException;

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
 * Leads whoever asked to be erased and signs in again to the page where she can take it
 * back, whatever page she opens.
 */
@Component
class ErasureGate implements HandlerInterceptor, WebMvcConfigurer {

	private final ObjectProvider<PendingErasures> pending;

	ErasureGate(ObjectProvider<PendingErasures> pending) {
		this.pending = pending;
	}

	@Override
	public void addInterceptors(InterceptorRegistry registry) {
		registry.addInterceptor(this)
			.excludePathPatterns(ErasureController.PAGE + "/**", "/settings/data", "/settings/second-factor/**",
					"/sign-in/**", "/sign-out", "/language", "/api/**", "/assets/**", "/v3/**", "/actuator/**",
					"/error");
	}

	@Override
	public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
			throws IOException {
		Authentication who = SecurityContextHolder.getContext().getAuthentication();
		if (who == null || !(who.getPrincipal() instanceof Viewer viewer)
				|| !this.pending.getObject().has(viewer.id())) {
			return true;
		}
		response.setStatus(HttpServletResponse.SC_SEE_OTHER);
		response.setHeader("Location", ErasureController.PAGE);
		return false;
	}

}
