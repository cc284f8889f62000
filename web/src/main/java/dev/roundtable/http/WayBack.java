package dev.roundtable.http;

import java.net.URI;

import jakarta.servlet.http.HttpServletRequest;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.PathContainer;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Where somebody goes who reloads the address of a form, which has no page of its own: to
 * the nearest page above it. {@code /settings/tokens} belongs to {@code /settings}.
 */
@Component
class WayBack {

	private final ObjectProvider<RequestMappingHandlerMapping> mappings;

	WayBack(@Qualifier("requestMappingHandlerMapping") ObjectProvider<RequestMappingHandlerMapping> mappings) {
		this.mappings = mappings;
	}

	static boolean isWanted(HttpServletRequest request) {
		return (request.getMethod().equals("GET") || request.getMethod().equals("HEAD")) && !Problems.isForApi(request);
	}

	ResponseEntity<Void> from(HttpServletRequest request) {
		String path = request.getRequestURI();
		do {
			path = path.substring(0, Math.max(0, path.lastIndexOf('/')));
		}
		while (!path.isEmpty() && !hasPage(path));
		return ResponseEntity.status(HttpStatus.SEE_OTHER).location(URI.create(path.isEmpty() ? "/" : path)).build();
	}

	private boolean hasPage(String path) {
		PathContainer parsed = PathContainer.parsePath(path);
		return this.mappings.getObject()
			.getHandlerMethods()
			.keySet()
			.stream()
			.filter((mapping) -> mapping.getMethodsCondition().getMethods().contains(RequestMethod.GET))
			.map(RequestMappingInfo::getPathPatternsCondition)
			.anyMatch((paths) -> paths != null
					&& paths.getPatterns().stream().anyMatch((pattern) -> pattern.matches(parsed)));
	}

}
