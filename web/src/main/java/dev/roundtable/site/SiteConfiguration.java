package dev.roundtable.site;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.http.CacheControl;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.resource.CssLinkResourceTransformer;
import org.springframework.web.servlet.resource.ResourceUrlEncodingFilter;
import org.springframework.web.servlet.resource.VersionResourceResolver;

@Configuration(proxyBeanMethods = false)
@EnableScheduling
class SiteConfiguration implements WebMvcConfigurer {

	private static final String HTMX = "classpath*:/META-INF/resources/webjars/htmx.org/*/dist/htmx.min.js";

	private final ObjectProvider<Layout> layout;

	SiteConfiguration(ObjectProvider<Layout> layout) {
		this.layout = layout;
	}

	@Bean
	SiteMessages messageSource(ObjectProvider<OwnWords> words) {
		return new SiteMessages(words);
	}

	@Bean
	Languages localeResolver(ObjectProvider<OwnWords> words) {
		return new Languages(words);
	}

	/** Lets {@code @{/assets/...}} name the file by its content. */
	@Bean
	FilterRegistrationBean<ResourceUrlEncodingFilter> assetUrls() {
		return new FilterRegistrationBean<>(new ResourceUrlEncodingFilter());
	}

	@Override
	public void addInterceptors(InterceptorRegistry registry) {
		registry.addInterceptor(this.layout.getObject()).excludePathPatterns("/assets/**", "/api/**");
	}

	@Override
	public void addResourceHandlers(ResourceHandlerRegistry registry) {
		registry.addResourceHandler("/assets/**")
			.addResourceLocations("classpath:/themes/base/static/")
			.addResourceLocations(htmx())
			.setCacheControl(CacheControl.maxAge(365, TimeUnit.DAYS).cachePublic().immutable())
			.resourceChain(true)
			.addResolver(new VersionResourceResolver().addContentVersionStrategy("/**"))
			.addTransformer(new CssLinkResourceTransformer());
	}

	/** The folder of the one htmx on the class path, whatever its version. */
	private static Resource[] htmx() {
		try {
			List<Resource> folders = new java.util.ArrayList<>();
			for (Resource script : new PathMatchingResourcePatternResolver().getResources(HTMX)) {
				folders.add(script.createRelative("./"));
			}
			return folders.toArray(Resource[]::new);
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
