/* Preloaded into the unchanged program: lets WebKitWebDriver drive the view
   that Wails creates. Wails itself never allows automation. */
#include <webkit2/webkit2.h>

static WebKitWebView *the_view;

static WebKitWebView *give_view(WebKitAutomationSession *session, gpointer data) {
    return the_view;
}

static void on_started(WebKitWebContext *context, WebKitAutomationSession *session, gpointer data) {
    WebKitApplicationInfo *info = webkit_application_info_new();
    webkit_application_info_set_name(info, "stepwise");
    webkit_application_info_set_version(info, 1, 0, 0);
    webkit_automation_session_set_application_info(session, info);
    webkit_application_info_unref(info);
    g_signal_connect(session, "create-web-view", G_CALLBACK(give_view), NULL);
}

GtkWidget *webkit_web_view_new_with_user_content_manager(WebKitUserContentManager *manager) {
    WebKitWebContext *context = webkit_web_context_get_default();
    webkit_web_context_set_automation_allowed(context, TRUE);
    g_signal_connect(context, "automation-started", G_CALLBACK(on_started), NULL);
    the_view = WEBKIT_WEB_VIEW(g_object_new(WEBKIT_TYPE_WEB_VIEW, "user-content-manager", manager,
                                            "is-controlled-by-automation", TRUE, NULL));
    return GTK_WIDGET(the_view);
}
